using Leadglass.Dicom.UpperLayer;
using Action = Leadglass.Dicom.UpperLayer.Action;

namespace Leadglass.Dicom.Tests.UpperLayer;

/// <summary>Walks all 19 × 13 cells of PS3.8 Table 9-10 as it was copied, by itself, into <c>Table9-10.csv</c>.</summary>
public class StateTableTests
{
    public static TheoryData<Event, State, string> Cells
    {
        get
        {
            using var reader = new StreamReader(typeof(StateTableTests).Assembly.GetManifestResourceStream("Table9-10.csv")!);
            var cells = new TheoryData<Event, State, string>();
            foreach (var row in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            {
                var columns = row.Split(',');
                for (var state = State.Sta1; state <= State.Sta13; state++)
                    cells.Add((Event)int.Parse(columns[0]), state, columns[(int)state].Trim());
            }
            return cells;
        }
    }

    [Fact]
    public void Cells_AreNineteenByThirteen() => Assert.Equal(19 * 13, Cells.Count);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Find_CellOfTheTable_GivesActionAndNextState(Event happened, State state, string cell)
    {
        var action = StateTable.Find(state, happened);
        if (cell is "")
        {
            Assert.Equal(Action.None, action);
            return;
        }

        // "AE-6 Sta3 or 13": the first state when acceptable, or for the requestor; the second otherwise
        var words = cell.Split(' ');
        Assert.Equal(words[0].Replace('-', '_'), action.ToString());
        Assert.Equal(words[1], StateTable.After(action, acceptable: true, requestor: true).ToString());
        Assert.Equal(words is [.., "or", var other] ? $"Sta{other}" : words[1], StateTable.After(action, acceptable: false, requestor: false).ToString());
    }

    [Fact]
    public void Take_BlankCell_ChangesNothing()
    {
        var machine = new StateMachine(requestor: true);

        Assert.Equal(Action.None, machine.Take(Event.Evt10));
        Assert.Equal(State.Sta1, machine.State);
    }

    [Theory]
    [InlineData(true, State.Sta9)]
    [InlineData(false, State.Sta10)]
    public void Take_ReleaseCollision_DependsOnWhoRequested(bool requestor, State expected)
    {
        var machine = new StateMachine(requestor);
        foreach (var happened in requestor ? [Event.Evt1, Event.Evt2, Event.Evt3] : new[] { Event.Evt5, Event.Evt6, Event.Evt7 })
            machine.Take(happened);
        machine.Take(Event.Evt11);

        Assert.Equal(Action.AR_8, machine.Take(Event.Evt12));
        Assert.Equal(expected, machine.State);
    }
}
