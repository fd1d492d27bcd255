package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.InventoryFields;
import io.jenkins.plugins.msstore.fields.WholeNumberOrText;
import io.jenkins.plugins.msstore.operation.listing.ListInventory;
import io.jenkins.plugins.msstore.steps.InventoryStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeInventory}: lists the inventory, archives a report, and warns of products that are short of seats. */
public final class InventoryBuilder extends ListBuilder {

    private static final String SYMBOL = "storeInventory";

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
    public InventoryBuilder() {}

    @Override
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new ListInventory(
                // Job DSL binds an empty list if the script names no types
                expanded.ofLines(
                        licenseTypes == null || licenseTypes.isEmpty()
                                ? InventoryFields.DEFAULT_LICENSE_TYPES
                                : licenseTypes),
                expanded.ofOptional(modifiedSince),
                expanded.ofOptional(warnBelow),
                expanded.ofOptional(displayNames),
                expanded.ofOptional(reportName),
                resultLimit);
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements InventoryFields {

        public DescriptorImpl() {
            super(InventoryStep.class);
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.InventoryBuilder_displayName();
        }
    }
}
