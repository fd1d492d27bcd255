package io.jenkins.plugins.msstore.simulator;

import java.util.EnumSet;
import java.util.Set;

/**
 * Selects the requests that a fault is injected into. Immutable; the methods return changed copies:
 * {@code FaultRule.on(Operation.ASSIGN_SEAT).user("ada@contoso.example").nth(2).effect(FaultEffect.drop())}.
 *
 * <p>A rule counts the requests that match its operation, product and user and that no earlier rule applied to. {@link
 * #nth}, {@link #from}, {@link #every}, {@link #probability} and {@link #times} select among these; all of them must agree.
 */
public final class FaultRule {
    private final Set<Operation> operations;
    private final ProductKey product;
    private final String userName;
    private final long from;
    private final long every;
    private final double probability;
    private final long seed;
    private final long times;
    private final FaultEffect effect;

    private FaultRule(
            Set<Operation> operations,
            ProductKey product,
            String userName,
            long from,
            long every,
            double probability,
            long seed,
            long times,
            FaultEffect effect) {
        this.operations = operations;
        this.product = product;
        this.userName = userName;
        this.from = from;
        this.every = every;
        this.probability = probability;
        this.seed = seed;
        this.times = times;
        this.effect = effect;
    }

    /** A rule for requests of any of these operations. */
    public static FaultRule on(Operation first, Operation... more) {
        return new FaultRule(EnumSet.of(first, more), null, null, 1, 1, 1, 0, Long.MAX_VALUE, null);
    }

    /** A rule for all requests to the Store, except those for tokens. */
    public static FaultRule onStore() {
        EnumSet<Operation> store = EnumSet.allOf(Operation.class);
        store.removeIf(operation -> !operation.isStoreOperation());
        return new FaultRule(store, null, null, 1, 1, 1, 0, Long.MAX_VALUE, null);
    }

    /** The same rule for one product alone. */
    public FaultRule product(ProductKey key) {
        return new FaultRule(operations, key, userName, from, every, probability, seed, times, effect);
    }

    /** The same rule for requests that name this user, in the path or among others in the body. */
    public FaultRule user(String user) {
        return new FaultRule(operations, product, user, from, every, probability, seed, times, effect);
    }

    /** The same rule for the n-th matching request alone, counted from 1. */
    public FaultRule nth(long n) {
        return from(n).times(1);
    }

    /** The same rule for the n-th matching request and those that follow. */
    public FaultRule from(long n) {
        return new FaultRule(operations, product, userName, n, every, probability, seed, times, effect);
    }

    /** The same rule for every n-th matching request. */
    public FaultRule every(long n) {
        return new FaultRule(operations, product, userName, from, n, probability, seed, times, effect);
    }

    /** The same rule for a random share of the matching requests, reproducible by the seed. */
    public FaultRule probability(double share, long randomSeed) {
        return new FaultRule(operations, product, userName, from, every, share, randomSeed, times, effect);
    }

    /** The same rule, which applies at most that many times. */
    public FaultRule times(long most) {
        return new FaultRule(operations, product, userName, from, every, probability, seed, most, effect);
    }

    /** The same rule with this effect. */
    public FaultRule effect(FaultEffect newEffect) {
        return new FaultRule(operations, product, userName, from, every, probability, seed, times, newEffect);
    }

    FaultEffect effect() {
        return effect;
    }

    long seed() {
        return seed;
    }

    boolean matches(Call call) {
        return operations.contains(call.operation())
                && (product == null || product.isSameAs(call.target().product()))
                && (userName == null || call.userNames().stream().anyMatch(userName::equalsIgnoreCase));
    }

    /**
     * Decides whether the fault is injected into a matching request.
     *
     * @param match the request's number among the matching ones, from 1
     * @param fired the number of requests that the rule has applied to before
     * @param random the next number of the rule's random sequence, from 0 up to 1
     */
    boolean fires(long match, long fired, double random) {
        return match >= from && match % every == 0 && fired < times && random < probability;
    }

    @Override
    public String toString() {
        return operations + (product == null ? "" : " of " + product) + (userName == null ? "" : " for " + userName)
                + ": " + effect;
    }
}
