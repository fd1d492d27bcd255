package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractBuild;
import java.util.Collection;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/**
 * Gets the patterns by which the Credentials Binding plugin finds secrets in a log. Jenkins may run without that plugin,
 * so only {@link BoundSecrets} uses this class, after it has checked that the plugin is installed.
 */
final class CredentialsBindings {

    private CredentialsBindings() {}

    /** Finds these secrets. */
    static Pattern secretsOf(Collection<String> secrets) {
        return SecretPatterns.getAggregateSecretPattern(secrets);
    }

    /** Finds the secrets that are bound for a whole build; null if there are none. */
    @CheckForNull
    static Pattern secretsOf(AbstractBuild<?, ?> build) {
        return SecretBuildWrapper.getPatternForBuild(build);
    }
}
