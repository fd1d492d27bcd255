package io.jenkins.plugins.msstore.demo.build;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.demo.program.ProgramSurroundings;
import io.jenkins.plugins.msstore.demo.program.Scope;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The build as scripts and steps see it: its log, environment, workspace and {@link DemoRun}. */
public final class BuildSurroundings implements ProgramSurroundings {
    private static final String RUN = "run";

    private final DemoRun run;
    private final BuildLog log;
    private final File workspace;
    private final BuildEnvironment environment = new BuildEnvironment();
    private final Map<String, Object> named;

    /**
     * @param run the build
     * @param log its log
     * @param workspace the folder that {@code node} gives
     */
    public BuildSurroundings(DemoRun run, BuildLog log, File workspace) {
        this.run = run;
        this.log = log;
        this.workspace = workspace;
        this.named = Map.of("env", environment, "currentBuild", new CurrentBuild(run), RUN, run);
    }

    /**
     * @return the variables that scripts have set
     */
    public BuildEnvironment environment() {
        return environment;
    }

    @Override
    public <T> T contextObject(Class<T> type, Scope scope, FlowNode node) throws IOException, InterruptedException {
        TaskListener listener = log.listener(scope.branch());
        if (type.isInstance(run)) {
            return type.cast(run);
        }
        if (type == TaskListener.class) {
            return type.cast(listener);
        }
        if (type == FlowNode.class) {
            return type.cast(node);
        }
        if (type == EnvVars.class) {
            return type.cast(variables(scope, listener));
        }
        if (type == Workspace.class) {
            return type.cast(new Workspace(workspace));
        }
        if (scope.workspace() == null) {
            return null;
        }
        if (type == FilePath.class) {
            return type.cast(new FilePath(new File(scope.workspace())));
        }
        return type == Launcher.class ? type.cast(new Launcher.LocalLauncher(listener)) : null;
    }

    private EnvVars variables(Scope scope, TaskListener listener) throws IOException, InterruptedException {
        EnvVars variables = given(scope, listener);
        variables.putAll(environment.variables());
        return variables;
    }

    private EnvVars given(Scope scope, TaskListener listener) throws IOException, InterruptedException {
        EnvVars given = run.getEnvironment(listener);
        if (scope.workspace() != null) {
            given.put("WORKSPACE", scope.workspace());
        }
        return given;
    }

    @Override
    public void onScriptContinues(Scope scope) throws IOException, InterruptedException {
        environment.setGiven(given(scope, log.listener(scope.branch())));
    }

    @Override
    public FlowNode newNode(int callId, String function) {
        return new StepNode(callId, function, log);
    }

    @Override
    public void log(String line) {
        log.println(line);
    }

    @Override
    public String nameOf(Object object) {
        return named.entrySet().stream()
                .filter(entry -> entry.getValue() == object)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Object byName(String name) {
        Object object = named.get(name);
        return object == null ? environment.getProperty(name) : object;
    }
}
