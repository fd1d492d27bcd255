package io.jenkins.plugins.msstore.client;

import io.jenkins.plugins.msstore.simulator.SimulatorExtension;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/** Gives tests a {@link StoreFixture} for their simulator, too, closed after the test. */
public final class StoreFixtureExtension extends SimulatorExtension {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return isFixture(parameter) || super.supportsParameter(parameter, test);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return isFixture(parameter) ? fixture(test) : super.resolveParameter(parameter, test);
    }

    private static boolean isFixture(ParameterContext parameter) {
        return parameter.getParameter().getType() == StoreFixture.class;
    }

    private static StoreFixture fixture(ExtensionContext test) {
        StoreSimulator simulator = simulator(test);
        return test.getStore(ExtensionContext.Namespace.create(StoreFixtureExtension.class))
                .computeIfAbsent(StoreFixture.class, type -> new StoreFixture(simulator), StoreFixture.class);
    }
}
