package io.jenkins.plugins.msstore.simulator;

import java.util.List;
import java.util.Locale;

/** The world that a simulator starts with: one tenant, one application, one product of each kind. */
public final class DefaultWorld {
    /** The tenant. */
    public static final String TENANT_ID = "6f2c7b1e-3a54-4d0b-9c61-8e1f5b7a2d43";

    /** The application in it; its secret differs from simulator to simulator. */
    public static final String CLIENT_ID = "b0c5d9a4-7e1f-4b8a-a3d2-51f6c08e9b77";

    /** The resource for which the authority gives tokens. */
    public static final String RESOURCE = "https://onestore.microsoft.com";

    /** A product with seats for all users. */
    public static final ProductKey OPEN = new ProductKey("9NBLGGH4R2R6", "0016");

    /** Counted seats, a million of them. */
    public static final ProductKey GENEROUS = new ProductKey("9NBLGGH42CFD", "0010");

    /** Counted seats, three of them. */
    public static final ProductKey SCARCE = new ProductKey("9WZDNCRFJ3TJ", "0012");

    /** Offline licenses for {@link #CONTENT_ID}, and for {@link #BINARY_CONTENT_ID} one that is not XML. */
    public static final ProductKey OFFLINE = new ProductKey("9NBLGGH516XP", "0016");

    /** In the Store, but not owned by the organisation. */
    public static final ProductKey NOT_OWNED = new ProductKey("9MSPC6MP8FM4", "0010");

    /** A content with an offline license in XML. */
    public static final String CONTENT_ID = "bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21";

    /** A content whose license blob is not XML. */
    public static final String BINARY_CONTENT_ID = "e19a3c70-5b4d-4c0e-8f2a-6d7b9c1a0e35";

    /** The main package of {@link #OFFLINE} for x64 machines. */
    public static final AppPackage KIOSK_X64 = kiosk("x64", 1);

    private static final long MANY = 1_000_000;
    private static final long FEW = 3;

    private DefaultWorld() {}

    private static AppPackage kiosk(String architecture, int rank) {
        return AppPackage.of("Contoso.Kiosk_2.1.0.0_" + architecture + "__8wekyb3d8bbwe", architecture)
                .contentId(CONTENT_ID)
                .rank(rank)
                .dependency(framework("Microsoft.VCLibs.140.00_14.0.33519.0", "x64"))
                .dependency(framework("Microsoft.VCLibs.140.00_14.0.33519.0", "x86"))
                .dependency(framework("Microsoft.UI.Xaml.2.8_8.2310.30001.0", "Neutral"));
    }

    private static AppPackage framework(String nameAndVersion, String architecture) {
        return AppPackage.of(
                        nameAndVersion + "_" + architecture.toLowerCase(Locale.ROOT) + "__8wekyb3d8bbwe", architecture)
                .size(60_000);
    }

    static List<Product> products() {
        return List.of(
                Product.online(OPEN.productId(), OPEN.skuId())
                        .packageFamilyName("Contoso.Reader_8wekyb3d8bbwe")
                        .appPackage(AppPackage.of("Contoso.Reader_1.4.0.0_neutral_~_8wekyb3d8bbwe", "x86", "x64")
                                .format("appxBundle")),
                Product.online(GENEROUS.productId(), GENEROUS.skuId()).restricted(MANY),
                Product.online(SCARCE.productId(), SCARCE.skuId()).restricted(FEW),
                Product.offline(OFFLINE.productId(), OFFLINE.skuId())
                        .packageFamilyName("Contoso.Kiosk_8wekyb3d8bbwe")
                        .content(CONTENT_ID)
                        .content(BINARY_CONTENT_ID, LicenseVariant.BINARY)
                        .appPackage(KIOSK_X64)
                        .appPackage(kiosk("x86", 2)),
                Product.online(NOT_OWNED.productId(), NOT_OWNED.skuId()).notOwned());
    }
}
