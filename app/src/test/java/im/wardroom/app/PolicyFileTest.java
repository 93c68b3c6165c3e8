// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.app.config.ConfigurationException;
import im.wardroom.app.config.PolicyText;
import im.wardroom.app.config.Reference;
import im.wardroom.guard.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The policy as a file says it, while the server runs.
class PolicyFileTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("policy.toml");
    }

    @Test
    void withoutAFileTheDefaultsAreInForce() throws Exception {
        try (PolicyFile policy = PolicyFile.open(file())) {
            assertThat(policy.get()).isEqualTo(Policy.DEFAULT);
        }
    }

    @Test
    void referenceSaysTheDefaults() throws Exception {
        assertThat(PolicyText.parse("policy.toml", Reference.policy()).policy(folder))
                .isEqualTo(Policy.DEFAULT);
    }

    @Test
    void changedFileTakesEffectWithoutARestart() throws Exception {
        Files.writeString(file(), "keep-findings = \"10d\"\n");
        try (PolicyFile policy = PolicyFile.open(file())) {
            assertThat(policy.get().keepFindings()).isEqualTo(Duration.ofDays(10));
            Files.writeString(file(), "keep-findings = \"100d\"\n");
            Awaitility.await().until(() -> policy.get().keepFindings().equals(Duration.ofDays(100)));
        }
    }

    @Test
    void fileWithAMistakeIsRefusedWholeAndTheOldPolicyStays() throws Exception {
        Files.writeString(file(), "keep-findings = \"10d\"\n");
        List<String> told = new CopyOnWriteArrayList<>();
        try (PolicyFile policy = PolicyFile.open(file())) {
            policy.listen(told::add, () -> {});
            Files.writeString(file(), "keep-findings = \"20d\"\n[quarantine]\nofficers = 3\n");
            Awaitility.await().until(() -> !told.isEmpty());
            assertThat(told.getFirst()).contains("policy.toml:3:").contains("from 1 to 2");
            assertThat(policy.get().keepFindings()).isEqualTo(Duration.ofDays(10));
            assertThat(policy.isInForce()).isFalse();
            assertThatThrownBy(policy::reload).isInstanceOf(ConfigurationException.class);
            assertThat(policy.get().keepFindings()).isEqualTo(Duration.ofDays(10));
        }
    }

    @Test
    void whatCannotBeReadIsToldOnceAndTakenUpWhenItCan() throws Exception {
        Files.writeString(file(), "keep-findings = \"10d\"\n");
        List<String> told = new CopyOnWriteArrayList<>();
        try (PolicyFile policy = PolicyFile.open(file())) {
            policy.listen(told::add, () -> {});
            assertThat(policy.isInForce()).isTrue();
            Files.delete(file());
            Files.createDirectory(file());
            Awaitility.await().until(() -> !policy.isInForce());
            // It is looked at every two seconds.
            Awaitility.await().during(Duration.ofMillis(2_100)).until(() -> told.size() == 1);
            Files.delete(file());
            Files.writeString(file(), "keep-findings = \"20d\"\n");
            Awaitility.await().until(policy::isInForce);
            assertThat(policy.get().keepFindings()).isEqualTo(Duration.ofDays(20));
        }
    }

    @Test
    void serverDoesNotStartWithAPolicyThatHasAMistake() throws Exception {
        Files.writeString(file(), "keep-finding = \"20d\"\n");
        assertThatThrownBy(() -> PolicyFile.open(file()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("did you mean \"keep-findings\"?");
    }
}
