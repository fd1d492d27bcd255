package org.jenkinsci.plugins.credentialsbinding.impl;

import hudson.model.AbstractBuild;
import hudson.tasks.BuildWrapper;
import io.jenkins.plugins.msstore.standin.StandInBuild;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/** Binds nothing itself: its secrets are those of the {@link StandInBuild}. */
public class SecretBuildWrapper extends BuildWrapper {
    public static Pattern getPatternForBuild(AbstractBuild<?, ?> build) {
        return build instanceof StandInBuild
                        && !((StandInBuild) build).secrets().isEmpty()
                ? SecretPatterns.getAggregateSecretPattern(((StandInBuild) build).secrets())
                : null;
    }
}
