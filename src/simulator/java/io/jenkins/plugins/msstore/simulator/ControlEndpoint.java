package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import mockwebserver3.RecordedRequest;

/**
 * {@code /simulator/…}: lets other processes inspect and change the simulator. It takes no token, which is
 * right for a server that binds the loopback interface alone, and its requests are neither counted nor recorded.
 *
 * <ul>
 *   <li>{@code GET /simulator/state}: products with their seats in numbers, counters, rules
 *   <li>{@code GET /simulator/seats/{productId}/{skuId}}: CSV {@code userName,state,dateAssigned}; JSON with {@code
 *       ?format=json}
 *   <li>{@code GET /simulator/counters}: requests by operation, concurrency, faults
 *   <li>{@code POST /simulator/faults}: adds a rule a line, see {@link FaultSpec}; {@code DELETE} clears them
 *   <li>{@code POST /simulator/throttle}: sets the quota of requests a second, see {@link ThrottleSchedule}; {@code
 *       GET} gives what was served and refused in each tenth of a second, as CSV
 *   <li>{@code POST /simulator/tokens/expire}: expires all tokens
 * </ul>
 */
final class ControlEndpoint {
    private static final String PREFIX = "/simulator/";

    private final Catalog catalog;
    private final AccessTokens tokens;
    private final FaultRules faults;
    private final Throttle throttle;
    private final RequestLog log;
    private final ConcurrencyGauge gauge;

    ControlEndpoint(
            Catalog catalog,
            AccessTokens tokens,
            FaultRules faults,
            Throttle throttle,
            RequestLog log,
            ConcurrencyGauge gauge) {
        this.catalog = catalog;
        this.tokens = tokens;
        this.faults = faults;
        this.throttle = throttle;
        this.log = log;
        this.gauge = gauge;
    }

    boolean serves(RecordedRequest request) {
        return request.getTarget().startsWith(PREFIX);
    }

    Answer answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        try {
            List<String> rest = PercentEncoding.segments(path.substring(PREFIX.length() - 1));
            return switch (request.getMethod() + " " + rest.get(0)) {
                case "GET state" -> json(state());
                case "GET counters" -> json(counters());
                case "GET seats" -> seats(rest, "json".equals(request.getUrl().queryParameter("format")));
                case "GET faults" -> text(200, String.join("\n", faults.describe()));
                case "POST faults" -> addFaults(request);
                case "DELETE faults" -> {
                    faults.clear();
                    yield text(200, "cleared");
                }
                case "GET throttle" -> Answer.ofText(200, "text/csv; charset=utf-8", throttle.history());
                case "POST throttle" -> {
                    throttle.set(ThrottleSchedule.parse(body(request)));
                    yield text(200, "set");
                }
                case "POST tokens" -> {
                    tokens.expireAll();
                    yield text(200, "expired");
                }
                default -> text(404, "No such resource of the simulator: " + path);
            };
        } catch (IllegalArgumentException e) {
            return text(400, e.getMessage());
        }
    }

    private Answer addFaults(RecordedRequest request) {
        List<FaultRule> rules = body(request)
                .lines()
                .filter(line -> !line.isBlank())
                .map(FaultSpec::parse)
                .toList();
        rules.forEach(faults::add);
        return text(200, rules.size() + " added");
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private ObjectNode state() {
        ObjectNode state = StoreJson.object();
        ArrayNode products = state.putArray("products");
        for (SeatBook book : catalog.all()) {
            products.add(StoreJson.inventoryEntry(book)
                    .put("activeSeats", book.active())
                    .put("owned", book.product().owned()));
        }
        state.set("counters", counters());
        ArrayNode rules = state.putArray("faults");
        faults.describe().forEach(rules::add);
        return state;
    }

    private ObjectNode counters() {
        ObjectNode counters = StoreJson.object();
        log.counts().forEach(counters::put);
        return counters.put("max_concurrent", gauge.most()).put("faults_fired", faults.fired());
    }

    private Answer seats(List<String> rest, boolean asJson) {
        if (rest.size() != 3) {
            throw new IllegalArgumentException("Not of the form /simulator/seats/{productId}/{skuId}");
        }
        ProductKey key = new ProductKey(rest.get(1), rest.get(2));
        Optional<SeatBook> book = catalog.find(key);
        if (book.isEmpty()) {
            return text(404, "No such product: " + key);
        }
        List<Seat> seats = book.get().all();
        if (asJson) {
            ArrayNode array = StoreJson.object().arrayNode();
            seats.forEach(seat -> array.add(StoreJson.seat(key, seat)));
            return Answer.ofText(200, "application/json; charset=utf-8", array.toString());
        }
        StringBuilder csv = new StringBuilder("userName,state,dateAssigned\r\n");
        for (Seat seat : seats) {
            csv.append(quoted(seat.assignedTo()))
                    .append(',')
                    .append(seat.state().wireName())
                    .append(',')
                    .append(seat.dateAssigned())
                    .append("\r\n");
        }
        return Answer.ofText(200, "text/csv; charset=utf-8", csv.toString());
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static Answer json(ObjectNode node) {
        return Answer.ofText(200, "application/json; charset=utf-8", node.toString());
    }

    private static Answer text(int status, String text) {
        return Answer.ofText(status, "text/plain; charset=utf-8", text + "\n");
    }
}
