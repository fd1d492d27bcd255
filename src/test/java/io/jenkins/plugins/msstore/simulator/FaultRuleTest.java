package io.jenkins.plugins.msstore.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SimulatorExtension.class)
class FaultRuleTest {
    private static final String OPEN_SEATS = "/V1/Inventory/9NBLGGH4R2R6/0016/Seats";
    private static final FaultEffect TEAPOT = FaultEffect.status(418);

    @Test
    void aFaultAppliesToTheNthRequestThatMatches() throws Exception {
        assertThat(statuses(FaultRule.on(Operation.GET_SEAT).nth(2).effect(TEAPOT), 4))
                .containsExactly(404, 418, 404, 404);
    }

    @Test
    void aFaultAppliesFromTheNthRequestOn() throws Exception {
        assertThat(statuses(FaultRule.on(Operation.GET_SEAT).from(3).effect(TEAPOT), 4))
                .containsExactly(404, 404, 418, 418);
    }

    @Test
    void aFaultAppliesToALimitedNumberOfRequests() throws Exception {
        assertThat(statuses(FaultRule.on(Operation.GET_SEAT).times(2).effect(TEAPOT), 4))
                .containsExactly(418, 418, 404, 404);
    }

    @Test
    void aFaultAppliesToEveryNthRequest() throws Exception {
        assertThat(statuses(FaultRule.on(Operation.GET_SEAT).every(2).effect(TEAPOT), 5))
                .containsExactly(404, 418, 404, 418, 404);
    }

    @Test
    void aRandomFaultAppliesToTheSameRequestsForTheSameSeed() throws Exception {
        FaultRule rule = FaultRule.on(Operation.GET_SEAT).probability(0.5, 42).effect(TEAPOT);

        List<Integer> once = statuses(rule, 20);

        assertThat(once).contains(404, 418);
        assertThat(statuses(rule, 20)).isEqualTo(once);
    }

    @Test
    void aFaultForOneUserAppliesToPathAndBody(StoreSimulator simulator) throws Exception {
        simulator.fault(FaultRule.onStore().user("Ada@contoso.example").effect(TEAPOT));
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        assertThat(client.post(OPEN_SEATS + "/ada@contoso.example").status()).isEqualTo(418);
        assertThat(client.post(
                                OPEN_SEATS,
                                "{\"usernames\":[\"bob@contoso.example\",\"ada@contoso.example\"],"
                                        + "\"seatAction\":\"assign\"}")
                        .status())
                .isEqualTo(418);
        assertThat(client.post(OPEN_SEATS + "/bob@contoso.example").status()).isEqualTo(200);
    }

    @Test
    void aFaultAppliesToOneProduct(StoreSimulator simulator) throws Exception {
        simulator.fault(FaultRule.onStore().product(DefaultWorld.SCARCE).effect(TEAPOT));
        RawClient client = new RawClient(simulator, Version.HTTP_2);

        assertThat(client.get("/V1/Products/9wzdncrfj3tj/0012").status()).isEqualTo(418);
        assertThat(client.get("/V1/Products/9NBLGGH4R2R6/0016").status()).isEqualTo(200);
    }

    @Test
    void theFirstRuleThatMatchesAppliesAndTheNextCountsTheRest() throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder()
                .fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(FaultEffect.status(500)))
                .fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(TEAPOT))
                .start()) {
            assertThat(statuses(simulator, 3)).containsExactly(500, 418, 404);
            assertThat(simulator.faultsFired()).isEqualTo(2);
        }
    }

    @Test
    void clearedRulesApplyNoMore(StoreSimulator simulator) throws Exception {
        simulator.fault(FaultRule.onStore().effect(TEAPOT));
        simulator.clearFaults();

        assertThat(statuses(simulator, 1)).containsExactly(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on=GET_SEAT,effect=status,status=418 | 418, 418, 418, 418",
                "on=get_seat+ASSIGN_SEAT,nth=2,effect=status,status=418 | 404, 418, 404, 404",
                "on=STORE,from=2,every=2,times=1,effect=status,status=418 | 404, 418, 404, 404",
                "on=STORE,user=ada@contoso.example,product=9NBLGGH4R2R6/0016,effect=garbage,times=1 | 200, 404, 404, 404"
            })
    void rulesAreReadFromText(String text, String expected) throws Exception {
        assertThat(statuses(FaultSpec.parse(text), 4).toString()).isEqualTo("[" + expected + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "effect=drop",
                "on=STORE",
                "on=LUNCH,effect=drop",
                "on=STORE,effect=lunch",
                "on=STORE,effect=drop,more=1",
                "on=STORE,effect=drop,nth=two",
                "on=STORE,effect=status",
                "nonsense"
            })
    void textThatIsNoRuleIsRejected(String text) {
        assertThatThrownBy(() -> FaultSpec.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Integer> statuses(FaultRule rule, int requests) throws Exception {
        try (StoreSimulator simulator = StoreSimulator.builder().fault(rule).start()) {
            return statuses(simulator, requests);
        }
    }

    private static List<Integer> statuses(StoreSimulator simulator, int requests) throws Exception {
        RawClient client = new RawClient(simulator, Version.HTTP_2);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(client.get(OPEN_SEATS + "/ada@contoso.example").status());
        }
        return statuses;
    }
}
