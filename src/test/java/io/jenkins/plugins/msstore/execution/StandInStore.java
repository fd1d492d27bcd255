package io.jenkins.plugins.msstore.execution;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.TaskListener;
import hudson.util.Secret;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** A controller whose steps and build steps use a simulator, and the log of its builds. */
public final class StandInStore implements AutoCloseable {

    /** A user that the simulator does not know. */
    private static final String UNKNOWN_USER = "nobody@contoso.com";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8);
    private final StoreSimulator simulator;
    private final StandInJenkins jenkins;

    /**
     * Starts the controller with the plugin's extensions, a default credential, and no retries.
     *
     * @param folder the parent of the controller's home
     */
    public StandInStore(Path folder) throws IOException {
        simulator =
                StoreSimulator.builder().plainHttp().unknownUsers(UNKNOWN_USER).start();
        jenkins = StandInJenkins.start(
                        Files.createDirectory(folder.resolve("home")).toFile())
                .withIndexedExtensions(OperationExecution.class.getClassLoader());
        jenkins.credentials().add(token("store", simulator.issueToken()));
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setEndpoint(simulator.storeUrl());
        configuration.setCredentialsId("store");
        configuration.setMaxAttempts(1);
        configuration.save();
    }

    public StoreSimulator simulator() {
        return simulator;
    }

    public StandInJenkins jenkins() {
        return jenkins;
    }

    /** Writes the log. */
    public TaskListener listener() {
        return listener;
    }

    /** The lines of all builds so far. */
    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** A secret text. */
    public static StringCredentials token(String id, String text) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(text));
    }

    @Override
    public void close() {
        jenkins.close();
        simulator.close();
    }
}
