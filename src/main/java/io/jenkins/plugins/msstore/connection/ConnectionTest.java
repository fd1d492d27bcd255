package io.jenkins.plugins.msstore.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.http.Failures;
import io.jenkins.plugins.msstore.client.http.RetryListener;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.connection.StoreConnections;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.credentials.StoreCredentials;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes a token and asks the service for one inventory entry: everything that an operation needs, changing nothing. */
final class ConnectionTest {

    private ConnectionTest() {}

    /**
     * @param settings as the form shows them, saved or not
     * @return what to tell the administrator
     */
    static FormValidation run(StoreSettings settings) {
        StoreClient client = null;
        try {
            client = StoreConnections.get()
                    .client(settings, StoreCredentials.ofController(settings).identity(null), RetryListener.NONE);
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
            return FormValidation.error(e.getMessage());
        } catch (ExecutionException e) {
            Throwable failure = Failures.unwrapped(e.getCause());
            return FormValidation.error(
                    failure instanceof StoreException known ? known.getMessage() : failure.toString());
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
