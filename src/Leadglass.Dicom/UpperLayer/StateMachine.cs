namespace Leadglass.Dicom.UpperLayer;

/// <summary>One association's walk through <see cref="StateTable"/>. Source: PS3.8 §9.2.</summary>
/// <param name="requestor">The local side requests the association; false when it accepts.</param>
public sealed class StateMachine(bool requestor)
{
    private readonly Lock _lock = new();

    /// <summary>The state that the last event led to; at first <see cref="State.Sta1"/>.</summary>
    public State State { get; private set; } = State.Sta1;

    /// <summary>Takes an event: changes the state and says what is to be done.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="acceptable">For Evt6: the service-provider can accept the request.</param>
    /// <returns>The action of the table; <see cref="Action.None"/>, without a change of state, where its cell is blank.</returns>
    public Action Take(Event happened, bool acceptable = true)
    {
        lock (_lock)
        {
            var action = StateTable.Find(State, happened);
            if (action != Action.None)
                State = StateTable.After(action, acceptable, requestor);
            return action;
        }
    }
}
