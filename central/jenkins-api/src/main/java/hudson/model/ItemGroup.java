package hudson.model;

import java.util.List;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;

public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {
    default Iterable<Item> allItems() {
        return List.of();
    }
}
