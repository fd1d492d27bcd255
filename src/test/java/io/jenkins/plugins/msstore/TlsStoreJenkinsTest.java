package io.jenkins.plugins.msstore;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.credentials.EntraApplication;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Base of the tests that take tokens from the simulator's authority, which requires TLS. The JVM trusts the class's only
 * simulator before Jenkins makes its first connection, because the plugin never reloads its trust store.
 */
public abstract class TlsStoreJenkinsTest extends StoreJenkinsTest {

    /** The id of the Entra application that {@link #connectAsApplication} makes the default credential. */
    protected static final String APPLICATION = "application";

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static StoreSimulator trusted;

    @BeforeAll
    static void startTrustedStore() throws IOException, GeneralSecurityException {
        trusted = StoreSimulator.builder().separateAuthority().start();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, PASSWORD);
        trust.setCertificateEntry("simulator", trusted.certificateAuthority());
        Path file = Files.createTempFile("trust", ".p12");
        file.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD);
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
    }

    @AfterAll
    static void stopTrustedStore() {
        trusted.close();
    }

    @Override
    protected final StoreSimulator simulator() {
        trusted.clearFaults();
        trusted.forgetRequests();
        return trusted;
    }

    @Override
    protected final void stop(StoreSimulator simulator) {
        // all tests of the class share it
    }

    /** Configures a controller to use the simulator as the application that is registered there. */
    protected final void connectAsApplication(JenkinsRule rule) throws Exception {
        connect(rule);
        add(rule.jenkins, application(APPLICATION, store.clientSecret()));
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setAuthorityHosts(List.of(store.authorityUrl()));
        configuration.setCredentialsId(APPLICATION);
        configuration.save();
    }

    /** The credential of the application that is registered at the simulator. */
    protected final EntraApplication application(String id, String secret) throws Exception {
        EntraApplication application =
                new EntraApplication(CredentialsScope.GLOBAL, id, null, store.tenantId(), store.clientId());
        application.setClientSecret(Secret.fromString(secret));
        application.setAuthorityHost(store.authorityUrl());
        return application;
    }
}
