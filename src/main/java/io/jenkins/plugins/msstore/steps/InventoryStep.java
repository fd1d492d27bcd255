package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.InventoryFields;
import io.jenkins.plugins.msstore.fields.WholeNumberOrText;
import io.jenkins.plugins.msstore.operation.listing.ListInventory;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreInventory}: lists the inventory, archives a report, and warns of products that are short of seats. */
public final class InventoryStep extends ListStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> licenseTypes = new ArrayList<>(InventoryFields.DEFAULT_LICENSE_TYPES);

    @DataBoundSetter
    public String modifiedSince;

    @DataBoundSetter
    @WholeNumberOrText
    public String warnBelow;

    @DataBoundSetter
    public String displayNames;

    @DataBoundConstructor
    public InventoryStep() {}

    @Override
    StoreOperation operation() {
        return new ListInventory(
                licenseTypes,
                Util.fixEmptyAndTrim(modifiedSince),
                Util.fixEmptyAndTrim(warnBelow),
                Util.fixEmptyAndTrim(displayNames),
                Util.fixEmpty(reportName),
                resultLimit);
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements InventoryFields {

        @Override
        public String getFunctionName() {
            return "msStoreInventory";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.InventoryStep_displayName();
        }
    }
}
