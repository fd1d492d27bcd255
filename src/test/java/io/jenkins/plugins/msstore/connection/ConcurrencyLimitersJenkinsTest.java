package io.jenkins.plugins.msstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The controller limits the requests in flight for each tenant, across builds. */
@WithJenkins
class ConcurrencyLimitersJenkinsTest extends StoreJenkinsTest {

    private static final String OTHER = "other";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        addToken(rule.jenkins, OTHER, store.issueToken());
        configure(settings -> settings.setMaxConcurrentRequests(2));
    }

    /** Reads a seat with each of the credentials, all at once. */
    private static String seatReads(String... credentials) {
        StringBuilder script = new StringBuilder("parallel([:");
        Arrays.stream(credentials)
                .forEach(id -> script.append("] + [b")
                        .append(script.length())
                        .append(": { msStoreGetSeat(")
                        .append("productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com', ")
                        .append("credentialsId: '")
                        .append(id)
                        .append("') }"));
        return script.append("])").toString();
    }

    private void meeting(int requests) {
        store.fault(FaultRule.on(Operation.GET_SEAT)
                .times(requests)
                .effect(FaultEffect.meeting(new CountDownLatch(requests))));
    }

    @Test
    void stepsOfOneTenantShareThem() throws Exception {
        meeting(2);
        succeeds(seatReads(DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS));
        assertThat(store.maxConcurrent()).isEqualTo(2);
    }

    @Test
    void anotherTenantHasItsOwn() throws Exception {
        meeting(4);
        succeeds(seatReads(DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, OTHER, OTHER));
        assertThat(store.maxConcurrent()).isEqualTo(4);
    }
}
