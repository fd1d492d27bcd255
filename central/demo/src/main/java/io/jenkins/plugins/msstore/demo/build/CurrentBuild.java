package io.jenkins.plugins.msstore.demo.build;

/** The script's {@code currentBuild}. */
public final class CurrentBuild {
    private final DemoRun run;

    CurrentBuild(DemoRun run) {
        this.run = run;
    }

    /**
     * @return the result set so far, or null
     */
    public String getResult() {
        return run.getResult() == null ? null : run.getResult().toString();
    }

    /**
     * Sets the result, unless it is better than the present one.
     *
     * @param result the name of a result, such as {@code UNSTABLE}
     * @throws IllegalArgumentException if there is no such result
     */
    public void setResult(String result) {
        run.setResult(Results.parse(result));
    }

    /**
     * @return the result that the build would have if it ended now, never null
     */
    public String getCurrentResult() {
        return run.currentResult().toString();
    }

    /**
     * @param result the name of a result, such as {@code SUCCESS}
     * @return whether the {@linkplain #getCurrentResult() current result} is worse, or the same
     */
    public boolean resultIsWorseOrEqualTo(String result) {
        return run.currentResult().isWorseOrEqualTo(Results.parse(result));
    }

    /**
     * @param result the name of a result, such as {@code UNSTABLE}
     * @return whether the {@linkplain #getCurrentResult() current result} is better, or the same
     */
    public boolean resultIsBetterOrEqualTo(String result) {
        return run.currentResult().isBetterOrEqualTo(Results.parse(result));
    }

    /**
     * @return the build's number
     */
    public int getNumber() {
        return run.getNumber();
    }

    /**
     * @return the build's name, such as {@code #1}
     */
    public String getDisplayName() {
        return run.getDisplayName();
    }
}
