package io.jenkins.plugins.msstore.fields;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.execution.ReportNames;
import io.jenkins.plugins.msstore.forms.FormPermission;
import io.jenkins.plugins.msstore.forms.WholeNumber;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The fields that all operations with a report have in forms. */
@Restricted(NoExternalUse.class)
public interface ReportFields extends ProductFields {

    /** The default of {@code resultLimit}. */
    int DEFAULT_RESULT_LIMIT = 1000;

    /** The default of {@code resultLimit}, for the form. */
    default int getDefaultResultLimit() {
        return DEFAULT_RESULT_LIMIT;
    }

    /** Checks the name of a report. */
    @POST
    default FormValidation doCheckReportName(@AncestorInPath Item item, @QueryParameter String value) {
        return Util.fixEmpty(value) == null || isExpandedByTheBuild(value)
                ? FormValidation.ok()
                : FormPermission.check(item, () -> ReportNames.checked(value), Messages.ReportFields_reportName());
    }

    /** Checks the number of entries in the result. */
    @POST
    default FormValidation doCheckResultLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return FormPermission.check(
                item,
                () -> WholeNumber.parse("resultLimit", value, 0, ResultLimit.MAX),
                Messages.ReportFields_resultLimit(ResultLimit.MAX));
    }
}
