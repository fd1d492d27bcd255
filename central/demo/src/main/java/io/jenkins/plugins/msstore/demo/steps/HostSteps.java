package io.jenkins.plugins.msstore.demo.steps;

import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that the host brings itself: the basic ones of Pipeline. */
public final class HostSteps {
    private HostSteps() {}

    /**
     * @return their descriptors
     */
    public static List<StepDescriptor> descriptors() {
        return List.of(
                new CatchErrorStep.DescriptorImpl(),
                new EchoStep.DescriptorImpl(),
                new ErrorStep.DescriptorImpl(),
                new FileExistsStep.DescriptorImpl(),
                new NodeStep.DescriptorImpl(),
                new ParallelStep.DescriptorImpl(),
                new ReadFileStep.DescriptorImpl(),
                new SleepStep.DescriptorImpl(),
                new StageStep.DescriptorImpl(),
                new TimeoutStep.DescriptorImpl(),
                new UnstableStep.DescriptorImpl(),
                new WriteFileStep.DescriptorImpl());
    }
}
