package io.jenkins.plugins.msstore.demo;

import hudson.model.Result;
import io.jenkins.plugins.msstore.demo.build.BuildFolder;
import io.jenkins.plugins.msstore.demo.build.DemoBuild;
import io.jenkins.plugins.msstore.demo.steps.HostSteps;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The outcome of a script that ran in this process, with the host's steps and those of the tests.
 *
 * @param result the build's result
 * @param log the build's log
 */
record ScriptRun(Result result, List<String> log) {
    static ScriptRun of(String script) throws IOException {
        return of(script, build -> {});
    }

    /** With an action on the build, called before the build starts. */
    static ScriptRun of(String script, Consumer<DemoBuild> meanwhile) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (BuildFolder folder = BuildFolder.temporary();
                StandInJenkins jenkins = StandInJenkins.start(folder.home())) {
            jenkins.withIndexedExtensions(ScriptRun.class.getClassLoader());
            HostSteps.descriptors().forEach(jenkins::withExtension);
            DemoBuild build = new DemoBuild(
                    script,
                    folder,
                    folder.artifacts(),
                    folder.workspace(),
                    new PrintStream(log, true, StandardCharsets.UTF_8));
            meanwhile.accept(build);
            Result result = build.run();
            return new ScriptRun(
                    result, log.toString(StandardCharsets.UTF_8).lines().toList());
        }
    }

    /** The lines that the script and its steps have printed, without the host's own lines. */
    List<String> printed() {
        return log.stream().filter(line -> !line.startsWith("[Pipeline]")).toList();
    }
}
