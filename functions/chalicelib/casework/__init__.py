"""What holds of a case whoever asks (案件办理): its policy, which answers count, its clocks, how people are told and how it ends."""
