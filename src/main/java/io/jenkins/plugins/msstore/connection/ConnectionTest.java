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
 * Takes a new token and asks the service for one inventory entry: everything that an operation needs, changing nothing.
 * Answers in the language of whoever asked.
 */
@Restricted(NoExternalUse.class)
public final class ConnectionTest {

    private ConnectionTest() {}

    /**
     * @param settings as the form shows them, saved or not
     * @param identity who asks; throws an {@link InvalidParameterException} where that cannot be told
     * @return what to tell whoever pressed the button
     */
    public static FormValidation run(StoreSettings settings, Supplier<StoreIdentity> identity) {
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
            return FormValidation.error(new ConnectionAdvice(settings).on(failure));
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
