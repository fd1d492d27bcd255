package io.jenkins.plugins.msstore.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the maximum number of requests in flight, in total and for each tenant. Thread-safe. */
final class ConcurrencyGauge {
    private static final String ALL = "";

    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    private static final class Level {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void enter() {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
        }

        void exit() {
            now.decrementAndGet();
        }
    }

    /**
     * Counts a request that begins.
     *
     * @param tenantId the token's tenant, or null
     */
    void enter(String tenantId) {
        level(ALL).enter();
        if (tenantId != null) {
            level(tenantId).enter();
        }
    }

    void exit(String tenantId) {
        level(ALL).exit();
        if (tenantId != null) {
            level(tenantId).exit();
        }
    }

    int most() {
        return level(ALL).most.get();
    }

    int most(String tenantId) {
        return level(tenantId).most.get();
    }

    private Level level(String name) {
        return levels.computeIfAbsent(name, n -> new Level());
    }
}
