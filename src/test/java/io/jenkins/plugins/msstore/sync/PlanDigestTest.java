package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.SCARCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a digest stands for one plan, by names and not by numbers. */
class PlanDigestTest {

    @TempDir
    private Path folder;

    private String digest(ProductKey product, List<String> added, List<String> removed) throws Exception {
        return PlanDigest.of(product, roster(added), roster(removed));
    }

    private Roster roster(List<String> users) throws Exception {
        return Roster.write(Files.createTempFile(folder, "users", ""), Roster.list(users));
    }

    @Test
    void orderAndCaseDoNotMatter() throws Exception {
        String digest = digest(OPEN, List.of("ada@x.com", "bob@x.com", "eve@x.com"), List.of("zoe@x.com", "joe@x.com"));
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(digest(
                        ProductKey.of(OPEN.productId().toLowerCase(Locale.ROOT), OPEN.skuId()),
                        List.of("EVE@x.com", "bob@X.com", "ada@x.com"),
                        List.of("joe@x.com", "Zoe@x.com")))
                .isEqualTo(digest);
    }

    @Test
    void everyOtherPlanHasAnother() throws Exception {
        assertThat(List.of(
                        digest(OPEN, List.of("ada@x.com"), List.of("bob@x.com")),
                        digest(OPEN, List.of("bob@x.com"), List.of("ada@x.com")),
                        digest(OPEN, List.of("ada@x.com", "bob@x.com"), List.of()),
                        digest(OPEN, List.of(), List.of("ada@x.com", "bob@x.com")),
                        digest(OPEN, List.of("ada@x.com"), List.of("eve@x.com")),
                        digest(OPEN, List.of("ada@x.com"), List.of()),
                        digest(OPEN, List.of(), List.of()),
                        digest(SCARCE, List.of(), List.of()),
                        digest(SCARCE, List.of("ada@x.com"), List.of("bob@x.com"))))
                .doesNotHaveDuplicates();
    }
}
