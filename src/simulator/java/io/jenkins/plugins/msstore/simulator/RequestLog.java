package io.jenkins.plugins.msstore.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Log of received requests: counts all, and keeps them only on demand. Thread-safe. */
final class RequestLog {
    private static final Pattern FORM_CREDENTIAL = Pattern.compile("(?<=^|&)(client_secret|client_assertion)=[^&]*");

    private final boolean keeping;
    private final Map<Operation, LongAdder> counters = new EnumMap<>(Operation.class);
    private final List<SimulatorRequest> requests = new ArrayList<>();

    /**
     * @param keeping whether requests are kept, and not just counted
     */
    RequestLog(boolean keeping) {
        this.keeping = keeping;
        for (Operation operation : Operation.values()) {
            counters.put(operation, new LongAdder());
        }
    }

    void add(Call call, AccessTokens.Check check, int connection, boolean performed) {
        counters.get(call.operation()).increment();
        if (!keeping) {
            return;
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        call.headers().toMultimap().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        headers.computeIfPresent(
                "Authorization", (name, values) -> List.of(check.authorization().name()));
        String tenantId = call.operation().isStoreOperation()
                ? check.tenantId()
                : call.target().tenantId();
        synchronized (requests) {
            requests.add(new SimulatorRequest(
                    requests.size() + 1L,
                    call.operation(),
                    call.method(),
                    call.encodedPath(),
                    call.query(),
                    headers,
                    check.authorization(),
                    tenantId,
                    withoutCredentials(call),
                    call.httpVersion(),
                    connection,
                    performed));
        }
    }

    List<SimulatorRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Forgets the requests kept; the counters stay. */
    void forget() {
        synchronized (requests) {
            requests.clear();
        }
    }

    long count(Operation operation) {
        return counters.get(operation).sum();
    }

    /** The counters by the operation's name in lower case. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((operation, counter) -> counts.put(operation.name().toLowerCase(Locale.ROOT), counter.sum()));
        return counts;
    }

    private static String withoutCredentials(Call call) {
        return call.operation() == Operation.TOKEN
                ? FORM_CREDENTIAL.matcher(call.body()).replaceAll("$1=***")
                : call.body();
    }
}
