package io.jenkins.plugins.msstore.steps;

import io.jenkins.plugins.msstore.fields.ReportFields;
import org.kohsuke.stapler.DataBoundSetter;

/** Base of the steps that read a list and report it. */
public abstract class ListStep extends StoreStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public String reportName;

    @DataBoundSetter
    public int resultLimit = ReportFields.DEFAULT_RESULT_LIMIT;
}
