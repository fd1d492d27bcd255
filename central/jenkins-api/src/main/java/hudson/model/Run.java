package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.io.File;
import java.io.IOException;
import jenkins.model.ArtifactManager;
import jenkins.model.RunAction2;
import jenkins.model.StandardArtifactManager;
import jenkins.util.io.OnMaster;
import org.springframework.security.access.AccessDeniedException;

/** A build with a folder, its actions in memory and its artifacts in that folder. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot, OnMaster {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Run.class, null);
    public static final Permission ARTIFACTS =
            new Permission(PERMISSIONS, "Artifacts", null, null, false, new PermissionScope[] {PermissionScope.RUN});

    protected final transient JobT project;
    public transient int number;
    protected volatile Result result;
    private ArtifactManager artifactManager;

    protected Run(JobT job) throws IOException {
        project = job;
        number = job.assignBuildNumber();
    }

    protected Run(JobT job, File buildDir) throws IOException {
        project = job;
        number = Integer.parseInt(buildDir.getName());
    }

    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException, AccessDeniedException {
        return StandInJenkins.get().build(id);
    }

    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    public String getId() {
        return Integer.toString(number);
    }

    public Result getResult() {
        return result;
    }

    public void setResult(Result wanted) {
        if (result == null || wanted.isWorseThan(result)) {
            result = wanted;
        }
    }

    public boolean isBuilding() {
        return true;
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    public String getFullDisplayName() {
        return project.getFullName() + " " + getDisplayName();
    }

    public String getExternalizableId() {
        return project.getFullName() + "#" + number;
    }

    @Override
    public File getRootDir() {
        return new File(project.getBuildDir(), getId());
    }

    public File getArtifactsDir() {
        return new File(getRootDir(), "archive");
    }

    public EnvVars getEnvironment(hudson.model.TaskListener listener) throws IOException, InterruptedException {
        return new EnvVars("BUILD_NUMBER", getId(), "BUILD_ID", getId(), "JOB_NAME", project.getFullName());
    }

    public final ArtifactManager getArtifactManager() {
        return artifactManager == null ? new StandardArtifactManager(this) : artifactManager;
    }

    public final synchronized ArtifactManager pickArtifactManager() throws IOException {
        if (artifactManager == null) {
            artifactManager = new StandardArtifactManager(this);
        }
        return artifactManager;
    }

    @Override
    public void addAction(Action action) {
        super.addAction(action);
        if (action instanceof RunAction2) {
            ((RunAction2) action).onAttached(this);
        }
    }

    @Override
    public ACL getACL() {
        return project.getACL();
    }

    @Override
    public synchronized void save() throws IOException {}

    @Override
    public int compareTo(RunT other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return getExternalizableId();
    }
}
