// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.cli.WardroomCommand;

/// The entry of the program: the command line with the real network.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(WardroomCommand.run(Clients.with(FeatureList::of), arguments));
    }
}
