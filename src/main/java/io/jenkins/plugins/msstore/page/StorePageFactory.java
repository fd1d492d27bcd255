package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.msstore.history.OperationRecords;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Gives builds that have records of operations their page. Nothing is stored for it: it is there as long as the records are,
 * also where a build's folder was copied.
 */
@Extension
@SuppressWarnings("rawtypes")
@Restricted(NoExternalUse.class)
public final class StorePageFactory extends TransientActionFactory<Run> {

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return StorePage.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run run) {
        return OperationRecords.in(run.getRootDir().toPath()).exist() ? List.of(new StorePage(run)) : List.of();
    }
}
