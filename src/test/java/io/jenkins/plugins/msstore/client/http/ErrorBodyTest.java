package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors show the service's own words. */
class ErrorBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'itemType': 'Seat', 'value': 'ada@contoso.com'} | Seat ada@contoso.com",
                "{'itemType': 'Seat'} | Seat",
                "{'value': 'x', 'message': 'gone'} | gone",
                "{'code': 'E7', 'data': {'itemType': 'User', 'value': 'x'}, 'message': 'gone'} | User x; gone",
                "{'message': 'a', 'description': 'b', 'reason': 'c', 'details': 'd'} | a; b; c; d",
                "{'message': 'same', 'description': 'same'} | same",
                "{'parameterName': 'skuId', 'reason': 'bad'} | bad; parameter skuId",
                "{'code': 'E7'} | E7",
                "{'code': 17} | 17",
                "{'code': 'E7', 'message': ' '} | E7",
                "{'code': 'E7', 'message': null} | E7",
                "{'message': null, 'inner': {'message': 'inside'}} | inside",
                "{'message': 'outside', 'inner': {'message': 'inside'}} | outside",
                "{'message': null} | ``",
                "{'message': ['a']} | ``",
                "{'other': 'x'} | ``",
                "'text' | 'text'",
                "<html><h1>502 Bad Gateway</h1><p>nginx</p></html> | 502 Bad Gateway nginx",
                "no markup | no markup",
                "{'message': 'cut | {'message': 'cut",
                "`` | ``"
            })
    void aSummaryHasEverythingThatTheBodySays(String body, String summary) {
        assertThat(ErrorBody.read(body.replace('\'', '"')).summary()).isEqualTo(summary.replace('\'', '"'));
    }

    @Test
    void aSummaryIsShort() {
        assertThat(ErrorBody.read("<p>" + "x".repeat(1000)).summary()).isEqualTo("x".repeat(300) + "…");
        String parts = "{\"message\": \"%s\", \"reason\": \"%s\"}".formatted("a".repeat(290), "b".repeat(290));
        assertThat(ErrorBody.read(parts).summary()).isEqualTo("a".repeat(290) + "; " + "b".repeat(8) + "…");
    }

    @Test
    void theParameterAndTheItemAreKnown() {
        ErrorBody body = ErrorBody.read("{\"ParameterName\": \"userName\", \"ITEMTYPE\": \"Seat\"}");
        assertThat(body.parameterName()).contains("userName");
        assertThat(body.itemType()).contains("Seat");
        assertThat(ErrorBody.read("{}").parameterName()).isEmpty();
    }
}
