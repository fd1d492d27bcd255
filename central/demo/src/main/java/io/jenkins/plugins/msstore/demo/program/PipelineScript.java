package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The base class of Pipeline scripts. A call of a method that the script does not define calls a step. {@code env},
 * {@code currentBuild} and the build's environment variables can be read like variables.
 */
public abstract class PipelineScript extends SerializableScript implements HostBound {
    private static final long serialVersionUID = 1L;

    private transient ScriptHost host;

    @Override
    public final void attach(ScriptHost scriptHost) {
        this.host = scriptHost;
    }

    @Override
    public final Object invokeMethod(String name, Object arguments) {
        if (getBinding().hasVariable(name) && getBinding().getVariable(name) instanceof Closure<?> closure) {
            return InvokerHelper.invokeMethod(closure, "call", arguments);
        }
        return host.callStep(name, arguments instanceof Object[] several ? several : new Object[] {arguments});
    }

    @Override
    public Object getProperty(String name) {
        try {
            return super.getProperty(name);
        } catch (MissingPropertyException e) {
            Object global = host.global(name);
            if (global == null) {
                throw e;
            }
            return global;
        }
    }

    /**
     * The {@code sleep} step; without this method Groovy's own would be called.
     *
     * @param time in seconds
     * @return null
     */
    public Object sleep(long time) {
        return invokeMethod("sleep", time);
    }

    @Override
    public void println() {
        println("");
    }

    @Override
    public void print(Object value) {
        println(value);
    }

    @Override
    public void println(Object value) {
        invokeMethod("echo", String.valueOf(value));
    }

    @Override
    public void printf(String format, Object value) {
        println(DefaultGroovyMethods.sprintf(this, format, value));
    }

    @Override
    public void printf(String format, Object[] values) {
        println(DefaultGroovyMethods.sprintf(this, format, values));
    }
}
