// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What outlives what on the simulated disk.
class RecordLogTest {

    private static final int SEEDS = 300;
    private static final int RECORDS = 40;
    private static final int MAX_BYTES = 1_500;

    private static byte[] record(Random random, int number) {
        byte[] record = new byte[Integer.BYTES + random.nextInt(MAX_BYTES)];
        random.nextBytes(record);
        ByteBuffer.wrap(record).putInt(number);
        return record;
    }

    private static List<Integer> recover(SimulatedDisk disk) throws IOException {
        List<Integer> found = new ArrayList<>();
        RecordLog.open(disk, record -> found.add(ByteBuffer.wrap(record).getInt()));
        return found;
    }

    @Test
    void recoveryFindsAllThatWasSyncedAndAPrefixOfTheRest() throws IOException {
        boolean lostSome = false;
        boolean keptSome = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SimulatedDisk disk = new SimulatedDisk(random);
            RecordLog log = RecordLog.open(disk, record -> {});
            int synced = random.nextInt(RECORDS);
            for (int number = 0; number < RECORDS; number++) {
                if (number == synced) {
                    log.sync();
                }
                log.append(record(random, number));
            }
            disk.cutPower();
            List<Integer> found = recover(disk);
            assertThat(found).hasSizeGreaterThanOrEqualTo(synced);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo(i);
            }
            lostSome |= found.size() < RECORDS;
            keptSome |= found.size() > synced;
        }
        assertThat(lostSome).isTrue();
        assertThat(keptSome).isTrue();
    }

    @Test
    void pagesOfOneWriteAreLostInAnyOrder() throws IOException {
        boolean laterOneOnly = false;
        Random random = new Random(1);
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(random);
            disk.write(0, new byte[2 * SimulatedDisk.PAGE]);
            disk.sync();
            byte[] ones = new byte[2 * SimulatedDisk.PAGE];
            Arrays.fill(ones, (byte) 1);
            disk.write(0, ones);
            disk.cutPower();
            byte[] left = disk.read(0, ones.length);
            laterOneOnly |= left[0] == 0 && left[SimulatedDisk.PAGE] == 1;
        }
        assertThat(laterOneOnly).isTrue();
    }

    @Test
    void syncAfterAFailedOneDoesNotBringBackWhatThatOneGaveUp() throws IOException {
        boolean lost = false;
        Random random = new Random(1);
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = new SimulatedDisk(random);
            disk.write(0, new byte[] {1});
            disk.failing(true);
            assertThatThrownBy(disk::sync).isInstanceOf(IOException.class);
            disk.failing(false);
            disk.sync();
            assertThat(disk.read(0, 1)).containsExactly(1);
            boolean durable = disk.isDurable(0, 1);
            disk.cutPower();
            assertThat(disk.read(0, 1)[0] == 1).isEqualTo(durable);
            lost |= !durable;
        }
        assertThat(lost).isTrue();
    }

    @Test
    void whatIsLeftOfAFailedAttemptIsNeverReadAfterWhatFollowedIt() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SimulatedDisk disk = new SimulatedDisk(random);
            RecordLog log = RecordLog.open(disk, record -> {});
            byte[] first = record(random, 1);
            log.append(first);
            log.append(record(random, 2));
            disk.failing(true);
            assertThatThrownBy(log::sync).isInstanceOf(IOException.class);
            disk.failing(false);
            log.rewind();
            byte[] second = first.clone();
            ByteBuffer.wrap(second).putInt(3);
            log.append(second);
            log.sync();
            disk.cutPower();
            assertThat(recover(disk)).containsExactly(3);
        }
    }

    @Test
    void fullDiskRefusesWhatNeedsRoomAndTakesItLater() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        RecordLog log = RecordLog.open(disk, record -> {});
        disk.full(true);
        byte[] record = ByteBuffer.allocate(MAX_BYTES).putInt(7).array();
        assertThatThrownBy(() -> log.append(record)).isInstanceOf(IOException.class);
        disk.full(false);
        log.rewind();
        log.append(record);
        log.sync();
        disk.cutPower();
        assertThat(recover(disk)).containsExactly(7);
    }
}
