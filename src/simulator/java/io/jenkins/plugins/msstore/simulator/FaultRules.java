package io.jenkins.plugins.msstore.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The fault rules, in order: the first one that matches a request is applied to it. Thread-safe. */
final class FaultRules {
    private final List<Counted> rules = new ArrayList<>();
    private long fired;

    private static final class Counted {
        private final FaultRule rule;
        private final Random random;
        private long matched;
        private long fired;

        Counted(FaultRule rule) {
            this.rule = rule;
            this.random = new Random(rule.seed());
        }

        boolean takes(Call call) {
            if (!rule.matches(call)) {
                return false;
            }
            matched++;
            boolean fires = rule.fires(matched, fired, random.nextDouble());
            if (fires) {
                fired++;
            }
            return fires;
        }
    }

    synchronized void add(FaultRule rule) {
        if (rule.effect() == null) {
            throw new IllegalArgumentException("A rule without an effect: " + rule);
        }
        rules.add(new Counted(rule));
    }

    synchronized void clear() {
        rules.clear();
    }

    /** The effect of a fault on the request; empty for none. */
    synchronized Optional<FaultEffect> next(Call call) {
        for (Counted counted : rules) {
            if (counted.takes(call)) {
                fired++;
                return Optional.of(counted.rule.effect());
            }
        }
        return Optional.empty();
    }

    /** The number of requests that a rule was applied to so far, also by rules that were cleared. */
    synchronized long fired() {
        return fired;
    }

    /** The rules for people, one line each. */
    synchronized List<String> describe() {
        return rules.stream()
                .map(counted -> counted.rule + " (" + counted.fired + " of " + counted.matched + ")")
                .toList();
    }
}
