// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// What happens to whom: one action after the other, as the plan and the seed want it.
final class Fate {

    private static final BareJid NOBODY = BareJid.parse("nobody@" + Machine.DOMAIN);
    private static final int MAX_BURST = 4;

    private final World world;
    private final Plan plan;
    private final Random random;
    private final Strand strand = new Strand("fate");
    private int left;

    Fate(World world) {
        this.world = world;
        this.plan = world.plan();
        this.random = world.random();
        this.left = plan.actions();
    }

    void begin() {
        world.devices().forEach(Device::connect);
        for (long step : plan.crashes()) {
            world.scheduler().beforeStep(step, this::crash);
        }
        next();
    }

    boolean isOver() {
        return left <= 0;
    }

    private void next() {
        // Often at once, sometimes after a long time.
        double factor = -Math.log(1 - random.nextDouble());
        Duration pause =
                plan.pace().multipliedBy((long) (100 * factor * factor)).dividedBy(100);
        world.scheduler().schedule(strand, pause, () -> {
            left--;
            act();
            if (left > 0) {
                next();
            }
        });
    }

    private void crash() {
        world.crash(random.nextInt(3) > 0, Duration.ofMillis(random.nextInt(1_000)));
    }

    private void act() {
        if (random.nextInt(100) < plan.trouble()) {
            trouble();
            return;
        }
        Device device = pick(world.devices());
        int what = random.nextInt(100);
        if (what < 55) {
            talk(device);
        } else if (what < 67) {
            device.breakOff(random.nextInt(3) == 0);
        } else if (what < 70) {
            device.sayGoodbye();
        } else if (what < 80) {
            device.connect();
        } else if (what < 83) {
            device.connect();
            device.connect();
        } else if (what < 88) {
            changePresence(device);
        } else if (what < 94) {
            device.askWhatIsHandled();
        } else {
            device.sayWhatItHas();
        }
    }

    private void changePresence(Device device) {
        if (random.nextInt(3) == 0) {
            device.hide();
        } else {
            device.show(random.nextInt(4) - 1);
        }
    }

    private void talk(Device device) {
        Device partner = pick(world.devices());
        int burst = 1 + random.nextInt(MAX_BURST);
        for (int i = 0; i < burst; i++) {
            if (random.nextInt(100) < plan.outsiders()) {
                device.talk(NOBODY, NOBODY.toString());
            } else {
                String jid = partner.jid();
                boolean direct = random.nextInt(10) == 0;
                device.talk(
                        partner.account(),
                        direct && jid != null ? jid : partner.account().toString());
            }
        }
    }

    private void trouble() {
        Duration time = Duration.ofMillis(1 + random.nextInt(2_000));
        switch (random.nextInt(5)) {
            case 0 -> {
                world.trace().note("disk", "is full");
                world.disk().full(true);
                world.scheduler().schedule(strand, time, () -> world.disk().full(false));
            }
            case 1 -> {
                world.trace().note("disk", "fails");
                world.disk().failing(true);
                world.scheduler().schedule(strand, time, () -> world.disk().failing(false));
            }
            case 2 -> {
                world.trace().note("disk", "is slow");
                world.slow(true);
                world.scheduler().schedule(strand, time, () -> world.slow(false));
            }
            case 3 -> {
                Duration jump = Duration.ofSeconds(random.nextInt(400_000) - 200_000);
                world.trace().note("clock", "jumps by", jump);
                world.clock().jump(jump);
            }
            default -> crash();
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
