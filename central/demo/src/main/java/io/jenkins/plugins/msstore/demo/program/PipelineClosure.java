package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.impl.CpsClosure;
import java.util.List;
import org.codehaus.groovy.runtime.InvokerHelper;

/** A script's closure: passes calls to its owner for which Groovy would otherwise call methods of its own. */
public class PipelineClosure extends CpsClosure {
    private static final long serialVersionUID = 1L;

    /** Called by the transformed script, see {@link CpsClosure}. */
    public PipelineClosure(Object owner, Object thisObject, List<String> parameters, Block body, Env capture) {
        super(owner, thisObject, parameters, body, capture);
    }

    /**
     * The {@code sleep} step.
     *
     * @param time in seconds
     * @return null
     */
    public Object sleep(long time) {
        return InvokerHelper.invokeMethod(getOwner(), "sleep", time);
    }

    /** Prints an empty line into the build's log. */
    public void println() {
        InvokerHelper.invokeMethod(getOwner(), "println", new Object[0]);
    }

    /**
     * Prints a line into the build's log.
     *
     * @param value the value to print
     */
    public void println(Object value) {
        InvokerHelper.invokeMethod(getOwner(), "println", new Object[] {value});
    }

    /**
     * Prints a line into the build's log.
     *
     * @param value the value to print
     */
    public void print(Object value) {
        println(value);
    }
}
