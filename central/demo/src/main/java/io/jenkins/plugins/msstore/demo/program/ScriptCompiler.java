package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.CpsTransformer;
import com.cloudbees.groovy.cps.NonCPS;
import com.cloudbees.groovy.cps.TransformerConfiguration;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Compiles a Pipeline script into continuation-passing style, so that it can be suspended and resumed at every step call. */
final class ScriptCompiler {
    /** The class and file name that Pipeline gives to the main script; stack traces show it. */
    static final String SCRIPT_NAME = "WorkflowScript";

    private final GroovyClassLoader loader;

    ScriptCompiler(ClassLoader parent) {
        CpsTransformer transformer = new CpsTransformer();
        transformer.setConfiguration(new TransformerConfiguration().withClosureType(PipelineClosure.class));
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(transformer, imports());
        this.loader = new GroovyClassLoader(parent, configuration);
    }

    private static ImportCustomizer imports() {
        return new ImportCustomizer()
                .addStarImports(NonCPS.class.getPackageName())
                .addStarImports("hudson.model", "jenkins.model");
    }

    /**
     * @param source the Groovy source
     * @return the script, not yet attached to a host
     * @throws CompilationFailedException when it is not valid Groovy
     */
    PipelineScript compile(String source) {
        Class<?> type = loader.parseClass(source, SCRIPT_NAME + ".groovy");
        return (PipelineScript) InvokerHelper.createScript(type, new Binding());
    }

    /** The class loader with the script's own classes, which a saved program needs to be read. */
    ClassLoader loader() {
        return loader;
    }
}
