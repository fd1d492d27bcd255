package hudson.model.queue;

public interface SubTask {
    default String getUrl() {
        return null;
    }
}
