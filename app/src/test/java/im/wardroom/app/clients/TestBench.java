// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

/// What all devices of a test share.
record TestBench(StartedProgram program, PowerSwitch power, Ledger ledger) {}
