package io.jenkins.plugins.msstore.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/** The page {@code <build>/microsoft-store/}, for users who may read the build. */
@Restricted(NoExternalUse.class)
public final class StorePage extends StoreTab<Run<?, ?>> {

    private static final JsonMapper JSON = new JsonMapper();

    StorePage(Run<?, ?> run) {
        super(run);
    }

    @Override
    Job<?, ?> job() {
        return owner().getParent();
    }

    /** The present content of the page. */
    public BuildOperations read() {
        return BuildOperations.of(owner(), areArtifactsReadable());
    }

    /** The remote API {@code <build>/microsoft-store/api/}, which shows a user no more than the page does. */
    public Api getApi() {
        return new Api(new MicrosoftStoreOperations(read()));
    }

    /**
     * Serves the progress of the operations under way to the page's script. JSON: {@code live}, whether to ask again;
     * {@code running}, by the ids of their records: {@code done}, {@code total}, {@code text}.
     */
    @GET
    public void doProgress(StaplerResponse2 response) throws IOException {
        job().checkPermission(Item.READ);
        Map<String, Object> running = new LinkedHashMap<>();
        for (Map.Entry<String, Progress> operation :
                RunningOperations.of(owner()).entrySet()) {
            ShownProgress shown = new ShownProgress(operation.getValue());
            running.put(
                    operation.getKey(),
                    Map.of("done", shown.getDone(), "total", shown.getTotal(), "text", shown.getText()));
        }
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        JSON.writeValue(
                response.getWriter(), Map.of("live", owner().isBuilding() || !running.isEmpty(), "running", running));
    }
}
