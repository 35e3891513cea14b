# The second leader: a year is sealed by two people.
person second second "Nông Văn Hai"
leader second H55.05443
