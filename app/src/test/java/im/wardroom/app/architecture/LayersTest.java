// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The table of modules in ARCHITECTURE.md, and the rules that hold everywhere.
@Execution(ExecutionMode.CONCURRENT)
class LayersTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("im.wardroom");

    private static DescribedPredicate<JavaClass> ours(String... but) {
        return resideInAPackage("im.wardroom..").and(DescribedPredicate.not(resideInAnyPackage(but)));
    }

    private static void mayUse(String module, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = module;
        System.arraycopy(others, 0, allowed, 1, others.length);
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(ours(allowed))
                .check(ALL);
    }

    @Test
    void xmppKnowsNothingOfOurs() {
        mayUse("im.wardroom.xmpp..");
    }

    @Test
    void guardKnowsTheWordsOnly() {
        mayUse("im.wardroom.guard..", "im.wardroom.xmpp..");
    }

    @Test
    void watchKnowsNothingOfOurs() {
        mayUse("im.wardroom.watch..");
    }

    @Test
    void storeKnowsTheWordsOnly() {
        mayUse("im.wardroom.store..", "im.wardroom.xmpp..");
    }

    @Test
    void wireKnowsTheWordsAndTheTwoInterfacesOfStreams() {
        mayUse("im.wardroom.wire..", "im.wardroom.xmpp..", "im.wardroom.server.stream..");
    }

    @Test
    void serverKnowsTheWordsAndThePortsOfTheStore() {
        mayUse("im.wardroom.server..", "im.wardroom.xmpp..", "im.wardroom.guard..", "im.wardroom.store");
    }

    @Test
    void featuresSeeWhatExtensionsShow() {
        mayUse(
                "im.wardroom.features..",
                "im.wardroom.xmpp..",
                "im.wardroom.store",
                "im.wardroom.server.extension..",
                "im.wardroom.server.credential..",
                "im.wardroom.server.audit..");
    }

    @Test
    void webKnowsTheWireTheTwoInterfacesOfStreamsAndWhatIsKept() {
        mayUse(
                "im.wardroom.web..",
                "im.wardroom.xmpp..",
                "im.wardroom.store",
                "im.wardroom.server.stream..",
                "im.wardroom.wire..");
    }

    @Test
    void featuresDoNotKnowEachOther() {
        slices().matching("im.wardroom.features.(*)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void nettyIsInTheWireAndTheWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackages("im.wardroom.wire..", "im.wardroom.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(ALL);
    }

    @Test
    void sqlIsInTheStoreAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("im.wardroom.store.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..")
                .check(ALL);
    }

    @Test
    void accountsKnowNoThreadAndDoNoInputOrOutput() {
        // A future is a value to them: the host waits for it and answers with a command.
        noClasses()
                .that()
                .resideInAPackage("im.wardroom.server.account..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "(java\\.util\\.concurrent\\.(?!CompletableFuture|CompletionException)|java\\.io|java\\.net|org\\.slf4j).*")
                .check(ALL);
    }

    @Test
    void nobodyIsCalledAnEmptyName() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Manager|Processor|Engine)")
                .check(ALL);
    }

    @Test
    void staticFieldsDoNotChange() {
        fields().that().areStatic().should().beFinal().check(ALL);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("im.wardroom.testkit..", "im.wardroom.bench..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("im.wardroom.testkit..", "im.wardroom.bench..", "im.wardroom.app..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(ALL);
    }
}
