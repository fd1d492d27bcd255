package io.jenkins.plugins.msstore.builders;

import io.jenkins.plugins.msstore.fields.ReportFields;
import org.kohsuke.stapler.DataBoundSetter;

/** Base of the build steps that read a list and report it. */
public abstract class ListBuilder extends StoreBuilder {

    @DataBoundSetter
    public String reportName;

    @DataBoundSetter
    public int resultLimit = ReportFields.DEFAULT_RESULT_LIMIT;
}
