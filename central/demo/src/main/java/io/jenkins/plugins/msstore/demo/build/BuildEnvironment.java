package io.jenkins.plugins.msstore.demo.build;

import groovy.lang.GroovyObjectSupport;
import hudson.EnvVars;
import java.util.Map;

/** The script's {@code env}: the build's environment variables, which the script may add to. */
public final class BuildEnvironment extends GroovyObjectSupport {
    private final EnvVars variables = new EnvVars();
    private EnvVars given = new EnvVars();

    @Override
    public synchronized Object getProperty(String name) {
        return variables.getOrDefault(name, given.get(name));
    }

    @Override
    public synchronized void setProperty(String name, Object value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value.toString());
        }
    }

    /**
     * Sets the variables that the script has not set itself.
     *
     * @param variables the variables of the build and of the blocks around the script's present line
     */
    synchronized void setGiven(EnvVars variables) {
        given = variables;
    }

    /**
     * Sets variables as if the script had set them.
     *
     * @param more the variables
     */
    public synchronized void putAll(Map<String, String> more) {
        variables.putAll(more);
    }

    /**
     * @return a copy of the variables that the script has set
     */
    public synchronized EnvVars variables() {
        return new EnvVars(variables);
    }
}
