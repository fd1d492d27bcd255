package io.jenkins.plugins.msstore.bulk;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shortage is certain only after the whole list of seats was read. */
class CapacityCheckTest {

    private static final int MAX_PAGES = 3;

    @TempDir
    private Path folder;

    @Test
    void aListThatIsTooLongToBeReadToItsEndShowsNoShortage() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder().start();
                StoreFixture fixture = new StoreFixture(simulator)) {
            simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId())
                    .restricted(401));
            simulator.assignSeats(
                    DefaultWorld.OPEN,
                    IntStream.rangeClosed(0, 400)
                            .mapToObj(i -> "user" + i + "@contoso.com")
                            .toArray(String[]::new));
            Roster roster = Roster.write(folder.resolve("users"), Roster.list(List.of("user400@contoso.com")));
            assertThat(failure(new CapacityCheck(fixture.client(), OPEN, roster, MAX_PAGES).run()))
                    .hasMessageContaining("more than 3 pages");
            assertThat(simulator.count(Operation.GET_SEATS)).isEqualTo(MAX_PAGES);
        }
    }
}
