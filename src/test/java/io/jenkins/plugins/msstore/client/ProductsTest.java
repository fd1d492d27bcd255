package io.jenkins.plugins.msstore.client;

import static io.jenkins.plugins.msstore.client.StoreFixture.OFFLINE;
import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;
import static io.jenkins.plugins.msstore.client.StoreFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.InventoryFilter;
import io.jenkins.plugins.msstore.client.model.Language;
import io.jenkins.plugins.msstore.client.model.LocalizedProduct;
import io.jenkins.plugins.msstore.client.model.ProductDetails;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Dialect;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations that read the inventory and products, over TLS, in every spelling of the service's answers. */
class ProductsTest {

    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");

    private interface Conversation {
        void with(StoreSimulator simulator, StoreClient client) throws Exception;
    }

    static Stream<Dialect> dialects() {
        return Stream.of(Dialect.DOCUMENTED, Dialect.PASCAL_CASE, Dialect.LOWER_CASE);
    }

    private static void talk(Dialect dialect, Conversation conversation) throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                        .dialect(dialect)
                        .unknownUsers("nobody@contoso.com")
                        .start();
                StoreFixture fixture = new StoreFixture(simulator)) {
            conversation.with(simulator, fixture.client());
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theInventoryIsFiltered(Dialect dialect) throws Exception {
        talk(dialect, (simulator, client) -> {
            List<InventoryEntry> offline = get(client.inventory(
                            InventoryFilter.of(List.of("offline"), null), Optional.empty(), 25))
                    .entries();
            assertThat(offline).extracting(InventoryEntry::productKey).containsExactly(OFFLINE);
            assertThat(offline.get(0).lastModified()).startsWith("2020-05-04T03:02:01");
            assertThat(get(client.inventory(InventoryFilter.of(null, "2026-01-01"), Optional.empty(), 25))
                            .entries())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aUsersSeatsOfAllProductsAreRead(Dialect dialect) throws Exception {
        talk(dialect, (simulator, client) -> {
            simulator.assignSeats(DefaultWorld.OPEN, ADA.text(), "bob@contoso.com");
            simulator.assignSeats(DefaultWorld.SCARCE, ADA.text());
            assertThat(get(client.userSeats(ADA, Optional.empty(), 100)).seats())
                    .extracting(Seat::productKey)
                    .containsExactlyInAnyOrder(OPEN, StoreFixture.SCARCE);
            assertThat(failure(client.userSeats(UserPrincipalName.of("nobody@contoso.com"), Optional.empty(), 100)))
                    .isInstanceOfSatisfying(
                            NotFoundException.class,
                            notFound -> assertThat(notFound.item()).isEqualTo(NotFoundException.Item.USER))
                    .hasMessageStartingWith("Get a user's seats, user nobody@contoso.com failed: ");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aProductsDetailsAndTextsAreRead(Dialect dialect) throws Exception {
        talk(dialect, (simulator, client) -> {
            ProductDetails details = get(client.products().details(OPEN));
            assertThat(details.packageFamilyName()).isEqualTo("Contoso.Reader_8wekyb3d8bbwe");
            assertThat(details.supportedLanguages()).containsExactly("en-us", "de-de");
            assertThat(details.supportedPlatforms().get(0).minVersion()).isEqualTo("10.0.14393.0");
            LocalizedProduct texts = get(client.products().localizedDetails(OPEN, Language.of("DE-DE")));
            assertThat(texts.displayName()).isEqualTo("Contoso Reader");
            assertThat(texts.description()).isEqualTo("Die App Contoso Reader");
            assertThat(texts.publisherName()).isEqualTo("Contoso");
            assertThat(texts.images()).hasSize(1);
            assertThat(failure(client.products().localizedDetails(OPEN, Language.of("fr-fr"))))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("language fr-fr");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aProductsPackagesAreRead(Dialect dialect) throws Exception {
        talk(dialect, (simulator, client) -> {
            ProductPackages packages = get(client.products().packages(OFFLINE));
            assertThat(packages.packages())
                    .extracting(ProductPackage::packageFullName)
                    .containsExactly(
                            "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe", "Contoso.Kiosk_2.1.0.0_x86__8wekyb3d8bbwe");
            ProductPackage first = packages.packages().get(0);
            assertThat(first.packageFormat()).isEqualToIgnoringCase("appx");
            assertThat(first.architectures()).containsExactly("x64");
            assertThat(first.fileSize()).isEqualTo(DefaultWorld.KIOSK_X64.size());
            assertThat(first.location()).isPresent();
            assertThat(first.dependencies())
                    .hasSize(3)
                    .allMatch(framework -> framework.location().isPresent());
            assertThat(get(client.products().onePackage(OFFLINE, first.packageId()))
                            .packageFullName())
                    .isEqualTo(first.packageFullName());
            assertThat(failure(client.products().packages(key(DefaultWorld.NOT_OWNED))))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContainingAll("Get product packages", "owned", "HTTP 409");
        });
    }
}
