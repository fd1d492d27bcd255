package io.jenkins.plugins.msstore.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that has a parameter of type {@link StoreSimulator} a simulator of its own, closed after the test. */
public class SimulatorExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == StoreSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return simulator(test);
    }

    /** The simulator of a test: the same for the test and its {@code BeforeEach} methods. */
    protected static StoreSimulator simulator(ExtensionContext test) {
        // JUnit closes what is in the store when the test ends, the last one first
        return test.getStore(ExtensionContext.Namespace.create(SimulatorExtension.class))
                .computeIfAbsent(StoreSimulator.class, type -> start(), StoreSimulator.class);
    }

    private static StoreSimulator start() {
        try {
            return StoreSimulator.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
