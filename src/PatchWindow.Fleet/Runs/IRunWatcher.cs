namespace PatchWindow.Fleet.Runs;

/// <summary>Whoever watches runs being worked on. It is told on any thread, in order for each host.</summary>
public interface IRunWatcher
{
    /// <summary>A step has moved.</summary>
    void Moved(StepMove move);

    /// <summary>A step that had been taken is over, or its host could not be asked what is due.</summary>
    void Done(string run, StepResult result);

    /// <summary>Something is to be known.</summary>
    void Told(Finding finding);

    /// <summary>Where a run stands now.</summary>
    void Stands(Run run);
}
