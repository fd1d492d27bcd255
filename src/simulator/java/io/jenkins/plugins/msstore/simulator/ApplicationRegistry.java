package io.jenkins.plugins.msstore.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The tenants and their applications. */
final class ApplicationRegistry {
    private final Map<String, Map<String, Application>> tenants = new ConcurrentHashMap<>();

    void put(Application application) {
        tenants.computeIfAbsent(folded(application.tenantId()), tenant -> new ConcurrentHashMap<>())
                .put(folded(application.clientId()), application);
    }

    void change(Application application, UnaryOperator<Application> change) {
        tenants.get(folded(application.tenantId()))
                .computeIfPresent(folded(application.clientId()), (id, present) -> change.apply(present));
    }

    boolean hasTenant(String tenantId) {
        return tenants.containsKey(folded(tenantId));
    }

    Optional<Application> find(String tenantId, String clientId) {
        return Optional.ofNullable(
                tenants.getOrDefault(folded(tenantId), Map.of()).get(folded(clientId)));
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
