package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    private static final String ADA = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats/ada@contoso.example";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

    @Test
    void pascalCaseHasCapitalsAndDatesWithoutOffset() throws Exception {
        try (StoreSimulator simulator = speaking(Dialect.PASCAL_CASE)) {
            RawClient client = new RawClient(simulator, Version.HTTP_2);

            assertThat(client.post(ADA).text())
                    .isEqualTo(
                            "{\"AssignedTo\":\"ada@contoso.example\",\"DateAssigned\":\"2026-02-03T04:05:06\","
                                    + "\"State\":\"Active\",\"ProductKey\":{\"ProductId\":\"9NBLGGH4R2R6\",\"SkuId\":\"0016\"}}");
            assertThat(client.get("/V1/Inventory/9NBLGGH4R2R6/0016/Seats").text())
                    .endsWith(",\"ContinuationToken\":\"\"}");
        }
    }

    @Test
    void lowerCaseDialectHasLowerCaseNamesAndUnknownProperties() throws Exception {
        try (StoreSimulator simulator = speaking(Dialect.LOWER_CASE)) {
            assertThat(new RawClient(simulator, Version.HTTP_2).post(ADA).text())
                    .contains("\"state\":\"active\"", "\"dateassigned\":\"2026-02-03T04:05:06Z\"", "extensiondata");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATA | {\"code\":\"NotFound\",\"message\":\"Not found\",\"data\":{\"itemType\":\"Seat\",\"value\":\"9NBLGGH4R2R6/0016/ada@contoso.example\"}}",
                "DATA_LIST | {\"code\":\"NotFound\",\"message\":\"Not found\",\"data\":[\"Seat\",\"9NBLGGH4R2R6/0016/ada@contoso.example\"]}",
                "INNER_ERROR | {\"code\":\"NotFound\",\"description\":\"Not found\",\"innererror\":{\"itemType\":\"Seat\",\"value\":\"9NBLGGH4R2R6/0016/ada@contoso.example\"}}",
                "WRAPPED | {\"error\":{\"code\":\"NotFound\",\"message\":\"Not found\",\"innererror\":{\"itemType\":\"Seat\",\"value\":\"9NBLGGH4R2R6/0016/ada@contoso.example\"}}}",
                "FLAT | {\"code\":\"NotFound\",\"message\":\"Not found\",\"itemType\":\"Seat\",\"value\":\"9NBLGGH4R2R6/0016/ada@contoso.example\"}",
                "NONE | ''"
            })
    void errorsHaveTheConfiguredShape(ErrorShape shape, String body) throws Exception {
        try (StoreSimulator simulator = speaking(Dialect.DOCUMENTED.withErrors(shape))) {
            assertThat(new RawClient(simulator, Version.HTTP_2).get(ADA).text()).isEqualTo(body);
        }
    }

    private static StoreSimulator speaking(Dialect dialect) throws Exception {
        return StoreSimulator.builder().dialect(dialect).clock(CLOCK).start();
    }
}
