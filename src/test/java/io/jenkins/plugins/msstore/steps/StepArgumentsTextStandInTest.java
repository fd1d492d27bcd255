package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arguments that a view of a Pipeline shows beside a step's name. */
class StepArgumentsTextStandInTest {

    private static final Map<String, Object> PRODUCT = Map.of("productId", "9NBLGGH4R2R6", "skuId", "0016");

    @Test
    void namesTheProductAndTheActionButNoUser() {
        assertThat(new AssignSeatStep.DescriptorImpl()
                        .argumentsToString(
                                Map.of("productId", "9NBLGGH4R2R6", "skuId", "0016", "userName", "ada@contoso.com")))
                .isEqualTo("9NBLGGH4R2R6/0016");
        assertThat(new BulkSeatsStep.DescriptorImpl()
                        .argumentsToString(Map.of(
                                "productId", "9NBLGGH4R2R6",
                                "skuId", "0016",
                                "action", "reclaim",
                                "users", List.of("ada@contoso.com"))))
                .isEqualTo("reclaim 9NBLGGH4R2R6/0016");
        assertThat(new OfflineLicenseStep.DescriptorImpl().argumentsToString(PRODUCT))
                .isEqualTo("9NBLGGH4R2R6/0016");
    }

    @Test
    void tellsOneCallFromAnother() {
        assertThat(new BulkSeatsStep.DescriptorImpl()
                        .argumentsToString(Map.of(
                                "productId", "9NBLGGH4R2R6", "skuId", "0016", "action", "assign", "dryRun", true)))
                .isEqualTo("assign 9NBLGGH4R2R6/0016 dryRun");
        assertThat(new OfflineLicenseStep.DescriptorImpl()
                        .argumentsToString(
                                Map.of("productId", "9NBLGGH516XP", "skuId", "0016", "contentId", "bc4f8b0d-2a7e")))
                .isEqualTo("9NBLGGH516XP/0016 bc4f8b0d-2a7e");
        assertThat(new InventoryStep.DescriptorImpl().argumentsToString(Map.of("warnBelow", "10%")))
                .isEqualTo("warnBelow 10%");
        assertThat(new InventoryStep.DescriptorImpl().argumentsToString(Map.of("warnBelow", 25)))
                .isEqualTo("warnBelow 25");
    }

    @Test
    void isOneLineWhateverTheArgumentsAre() {
        AssignSeatStep.DescriptorImpl step = new AssignSeatStep.DescriptorImpl();

        assertThat(step.argumentsToString(Map.of("userName", "ada@contoso.com")))
                .isNull();
        assertThat(step.argumentsToString(Map.of("productId", 7, "skuId", "0016")))
                .isNull();
        assertThat(step.argumentsToString(Map.of("productId", "a\nb\u202e" + "c".repeat(10_000), "skuId", 16)))
                .startsWith("a")
                .hasSizeLessThan(200)
                .doesNotContain("\n", "\u202e");
    }
}
