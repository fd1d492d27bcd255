package io.jenkins.plugins.msstore.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.Platform;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which packages are chosen, and what their files are called. */
class PackageSelectionTest {

    private static final ProductPackage FRAMEWORK_X64 = file("Framework_1_x64__8", "Appx", "Desktop", "x64");
    private static final ProductPackage FRAMEWORK_X86 = file("Framework_1_x86__8", "Appx", "Desktop", "x86");
    private static final ProductPackage FRAMEWORK_NEUTRAL = file("Xaml_1_neutral__8", "Appx", "Desktop", "Neutral");
    private static final List<ProductPackage> FRAMEWORKS = List.of(FRAMEWORK_X64, FRAMEWORK_X86, FRAMEWORK_NEUTRAL);

    private static final ProductPackages PRODUCT = new ProductPackages(
            "set",
            List.of(
                    file("App_1_x64__8", "appxBundle", "Desktop", "x64").withDependencies(FRAMEWORKS),
                    file("App_1_both__8", "AppxBundle", "Desktop", "x64", "x86").withDependencies(FRAMEWORKS),
                    file("App_1_arm__8", "Xap", "Phone", "Arm"),
                    file("App_1_neutral__8", "Appx", "Phone", "Neutral")));

    private static ProductPackage file(String name, String format, String platform, String... architectures) {
        return new ProductPackage(
                "id of " + name,
                "content",
                Optional.of(new DownloadUrl("https://cdn.invalid/" + name)),
                name,
                name.substring(0, name.indexOf('_')),
                List.of(architectures),
                format,
                List.of(new Platform("Windows." + platform, null, null)),
                1000L,
                1L,
                List.of());
    }

    private static List<String> list(String words) {
        return words == null ? null : Arrays.asList(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        ", , , x64 both arm neutral",
        "X64, , , x64 both",
        "x86, , , both",
        "neutral, , , neutral",
        "x86 ARM, , , both arm",
        ", xap, , arm",
        ", APPXBUNDLE, , x64 both",
        ", , windows.phone, arm neutral",
        "neutral x64, appx, windows.phone, neutral"
    })
    void aWordStandsForItselfInAnyCase(String architectures, String formats, String platforms, String expected) {
        assertThat(new PackageSelection(list(architectures), list(formats), list(platforms), true).choose(PRODUCT))
                .extracting(chosen -> chosen.packageFullName().split("_")[2])
                .containsExactlyElementsOf(list(expected));
    }

    @Test
    void frameworkPackagesFollowByArchitectureAlone() {
        assertThat(new PackageSelection(List.of("x64"), List.of("appxbundle"), null, true)
                        .choose(PRODUCT)
                        .get(0)
                        .dependencies())
                .containsExactly(FRAMEWORK_X64);
        assertThat(new PackageSelection(List.of("x64", "neutral"), List.of("appxbundle"), null, true)
                        .choose(PRODUCT)
                        .get(1)
                        .dependencies())
                .containsExactly(FRAMEWORK_X64, FRAMEWORK_NEUTRAL);
        assertThat(new PackageSelection(null, null, null, false).choose(PRODUCT))
                .allSatisfy(chosen -> assertThat(chosen.dependencies()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arm64| | |architectures 'arm64' is none of this product's packages; there is Arm, Neutral, x64, x86",
                "x64| msix | |formats 'msix' is none of this product's packages; there is Appx, appxBundle, Xap",
                "| |Windows.Xbox|platforms 'Windows.Xbox' is none of this product's packages;"
                        + " there is Windows.Desktop, Windows.Phone",
                "x64|xap| |architectures, formats and platforms together choose no package;"
                        + " there is Arm Xap Windows.Phone, Neutral Appx Windows.Phone, x64 appxBundle Windows.Desktop,"
                        + " x64+x86 AppxBundle Windows.Desktop"
            })
    void whatTheProductHasNotIsToldWithWhatItHas(
            String architectures, String formats, String platforms, String message) {
        assertThatThrownBy(() ->
                        new PackageSelection(list(architectures), list(formats), list(platforms), true).choose(PRODUCT))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(message);
    }

    /** An architecture of framework packages alone is named beside that of the package that needs them. */
    @Test
    void anArchitectureOfAFrameworkPackageIsKnown() {
        ProductPackages product = new ProductPackages(
                null,
                List.of(file("App_1_x64__8", "appx", "Desktop", "x64").withDependencies(List.of(FRAMEWORK_NEUTRAL))));
        assertThat(new PackageSelection(List.of("x64", "neutral"), null, null, true)
                        .choose(product)
                        .get(0)
                        .dependencies())
                .containsExactly(FRAMEWORK_NEUTRAL);
        assertThatThrownBy(() -> new PackageSelection(List.of("x64", "neutral"), null, null, false).choose(product))
                .hasMessage("architectures 'neutral' is none of this product's packages; there is x64");
    }

    @Test
    void aProductWithoutPackagesHasNothing() {
        ProductPackages none = new ProductPackages(null, List.of());
        assertThat(new PackageSelection(null, null, null, true).choose(none)).isEmpty();
        assertThatThrownBy(() -> new PackageSelection(List.of("x64"), null, null, true).choose(none))
                .hasMessage("architectures 'x64' is none of this product's packages; there is nothing");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aBlankWordIsRefused(String word) {
        List<String> words = Arrays.asList("x64", word);
        assertThatThrownBy(() -> new PackageSelection(null, words, null, true))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("formats")
                .hasMessageEndingWith("must not have a blank entry");
    }

    @ParameterizedTest
    @CsvSource({"Appx, .appx", "appxBundle, .appxbundle", "XAP, .xap", "Msix, .msix", "msixBundle, .msixbundle"})
    void aFileIsCalledAfterItsPackageAndFormat(String format, String extension) throws Exception {
        assertThat(PackageFiles.name(file("Contoso.App_1.2.3.4_neutral_~_8wekyb3d8bbwe", format, "Desktop", "x64")))
                .isEqualTo("Contoso.App_1.2.3.4_neutral_~_8wekyb3d8bbwe" + extension);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "", "..", ".hidden", "../evil", "a/b", "a\\b", "C:evil", "nul", "COM1.x", "a b", "a\nb", "a\u0000", "ä",
                "a*", "a%2fb"
            })
    void aNameThatIsNotSafeIsRefused(String name) {
        assertRefused(name, "appx", "its full name");
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertRefused("a".repeat(201), "appx", "its full name");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"exe", "appx.exe", "/../x"})
    void aFormatThatIsNotKnownIsRefused(String format) {
        assertRefused("App", format, "its format");
    }

    private static void assertRefused(String name, String format, String problem) {
        ProductPackage unsafe = new ProductPackage(
                "id", null, Optional.empty(), name, null, List.of(), format, List.of(), null, null, List.of());
        assertThatThrownBy(() -> PackageFiles.name(unsafe))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("Download of package id failed: " + problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileOfSeveralPackagesIsDownloadedOnce() throws Exception {
        List<PackageFile> files = PackageFiles.of(new PackageSelection(null, null, null, true).choose(PRODUCT));
        assertThat(files)
                .extracting(PackageFile::name)
                .containsExactly(
                        "App_1_x64__8.appxbundle",
                        "Framework_1_x64__8.appx",
                        "Framework_1_x86__8.appx",
                        "Xaml_1_neutral__8.appx",
                        "App_1_both__8.appxbundle",
                        "App_1_arm__8.xap",
                        "App_1_neutral__8.appx");
        assertThat(files.get(1).askedFor()).isEqualTo("id of App_1_x64__8");
        assertThat(files.toString()).doesNotContain("cdn.invalid");
    }

    @Test
    void differentFilesOfOneNameAreRefused() {
        ProductPackage other = new ProductPackage(
                "other",
                null,
                Optional.of(new DownloadUrl("https://cdn.invalid")),
                "APP_1_x64__8",
                null,
                List.of("x64"),
                "appxBundle",
                List.of(),
                7L,
                null,
                List.of());
        assertThatThrownBy(() -> PackageFiles.of(List.of(PRODUCT.packages().get(0), other)))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("two packages of different sizes have this name");
    }

    @Test
    void aPackageWithoutAUrlCannotBeDownloaded() {
        ProductPackage without = new ProductPackage(
                "id", null, Optional.empty(), "App", null, List.of(), "appx", List.of(), null, null, List.of());
        assertThatThrownBy(() -> PackageFiles.of(List.of(without)))
                .hasMessage("Download of App.appx failed: the service gave no URL for it");
    }
}
