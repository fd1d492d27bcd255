package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of classes with so many tests that all share one simulator, without TLS. Each test finds it without the faults,
 * the requests and, of {@link StoreFixture#OPEN}, the seats of those before.
 */
public abstract class SharedSimulatorTest {

    /** The simulator of the present class. */
    protected static StoreSimulator simulator;

    /** The clients of the present test. */
    protected StoreFixture fixture;

    @BeforeAll
    static void startSimulator() throws Exception {
        simulator = StoreSimulator.builder().plainHttp().start();
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void startFixture() {
        simulator.clearFaults();
        simulator.removeProduct(DefaultWorld.OPEN);
        simulator.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
        simulator.forgetRequests();
        fixture = new StoreFixture(simulator);
    }

    @AfterEach
    void stopFixture() {
        fixture.close();
    }
}
