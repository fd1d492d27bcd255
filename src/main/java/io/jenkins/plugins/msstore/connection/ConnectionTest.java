package io.jenkins.plugins.msstore.connection;

import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.util.Failures;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Tests a connection: takes a new token and requests one inventory entry, which needs the rights that an operation needs
 * and changes nothing. Answers in the language of the user.
 */
@Restricted(NoExternalUse.class)
public final class ConnectionTest {

    private ConnectionTest() {}

    /**
     * @param settings as the form shows them, saved or not
     * @param identity the identity; throws an {@link InvalidParameterException} if it cannot be resolved
     * @return the message for the user
     */
    public static FormValidation perform(StoreSettings settings, Supplier<StoreIdentity> identity) {
        StoreClient client = null;
        try {
            client = StoreConnections.get().clientWithNewToken(settings, identity.get());
            // a token and a request, each with its own timeout
            int products = client.inventory(Optional.empty(), 1)
                    .get(2L * settings.requestTimeoutSeconds() + 1, TimeUnit.SECONDS)
                    .entries()
                    .size();
            return FormValidation.ok(
                    products == 0
                            ? Messages.ConnectionTest_emptyInventory(settings.endpoint())
                            : Messages.ConnectionTest_success(settings.endpoint()));
        } catch (InvalidParameterException e) {
            return FormValidation.error(Messages.ConnectionTest_invalid(e.getMessage()));
        } catch (ExecutionException e) {
            Throwable failure = Failures.unwrapped(e.getCause());
            return FormValidation.error(new ConnectionAdvice(settings).explain(failure));
        } catch (TimeoutException e) {
            return FormValidation.error(Messages.ConnectionTest_timeout(settings.endpoint()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.ConnectionTest_timeout(settings.endpoint()));
        } finally {
            if (client != null) {
                client.cancel();
            }
        }
    }
}
